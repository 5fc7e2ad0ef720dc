"""What the screens are made of: each shows what it is given and asks for what it wants."""
