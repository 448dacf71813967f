"""The version, in a module of its own so that every room may ask for it without importing the package's face."""

VERSION = "0.1.0"
