"""Services that find publications, one adapter each; nothing here asks the network before it is told to."""
