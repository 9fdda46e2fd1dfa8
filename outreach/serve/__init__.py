"""The same pages as a web application for this machine alone."""
