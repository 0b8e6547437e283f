"""A Situation arranged for one Audience: `compose.compose_brief`, and how passages and computed lines are set."""
