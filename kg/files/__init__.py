"""Write files so that each is whole or not there at all, and so that nothing is touched but what is ours to write."""

from kg.files.folder import settle, write_folder
from kg.files.single import check_apart, whole_file, write_file

__all__ = ["check_apart", "settle", "whole_file", "write_file", "write_folder"]
