"""An event for an assistant that speaks the Model Context Protocol: questions answered whole, and drafts through the checks."""
