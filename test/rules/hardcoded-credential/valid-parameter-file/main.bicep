@secure()
param partner string
param stage string
