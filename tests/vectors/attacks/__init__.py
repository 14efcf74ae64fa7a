"""Cases by class of attack, one module each; every module has ``cases(world)``."""
