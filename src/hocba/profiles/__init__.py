"""Who signs what: slots with their place, signer kind, order and prerequisites, one profile per format."""
