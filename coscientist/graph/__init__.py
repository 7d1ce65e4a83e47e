"""The LangGraph state machine: state, thin nodes, pure routes, build."""
