"""What leaves hocba in other forms: the payload of the National Data Centre, JSON Schema."""
