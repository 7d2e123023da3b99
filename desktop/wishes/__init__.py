"""What happens when somebody wishes something: each file answers for one part of the house."""
