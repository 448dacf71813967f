"""`python -m communique` is the command line."""

from communique.cli import app

if __name__ == "__main__":
    app()
