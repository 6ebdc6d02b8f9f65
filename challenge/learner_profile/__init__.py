"""The one call that returns everything that is kept about a learner."""
