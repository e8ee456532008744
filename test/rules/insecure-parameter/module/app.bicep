param site string

@secure()
param certificate string

output name string = '${site}-${length(certificate)}'
