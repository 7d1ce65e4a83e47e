"""Reading what a laboratory sends back, without believing anything that it declares."""
