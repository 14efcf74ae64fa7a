"""Rules about what a record says, chosen by school year and grade. Nothing here knows of signatures."""
