output storageConnection string = storage.listK
output
output other string = [
