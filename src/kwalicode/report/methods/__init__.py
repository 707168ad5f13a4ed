"""The draft of a methods section, with the checklists of COREQ and SRQR."""
