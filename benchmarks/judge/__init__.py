"""How the judge of coverage was trained, fitted and measured."""
