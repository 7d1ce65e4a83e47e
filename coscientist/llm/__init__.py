"""The only door to language models.

`connect` puts a door together, `Door.ask` asks, `outcome` says what that ends in, `prompts` loads prompt files,
`fencing` makes untrusted text safe to ask about, `testing` has a scripted model. Nothing heavy is imported until a
model is used.
"""
