"""The HTTP API of Azulejo for Python programs: see README.md, and Azulejo to begin with."""

from .client import Azulejo, NoResult, Patience, Problem
from .webhooks import NotGenuine, verify

__all__ = ["Azulejo", "NoResult", "NotGenuine", "Patience", "Problem", "verify"]
