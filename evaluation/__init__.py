"""What each part does on labelled data: one module for each task, each with `evaluate(data) -> dict`.

`python -m evaluation TASK --data FOLDER` runs one and prints its figures, the baseline to hold them
against, and the worst cases. Nothing here is part of the package. `own/` holds a little labelled text
in our own words, on which CI holds the figures to `floors.toml`.
"""
