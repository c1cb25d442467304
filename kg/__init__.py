"""Zhengwen: from articles of Chinese official news to a graph in which every fact points at its words."""

__version__ = "0.1.0"
