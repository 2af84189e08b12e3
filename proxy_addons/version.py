"""The version of this program, as the office and the status page are told."""

VERSION = "0.1.0"
