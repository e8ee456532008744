variable "local_auth" {
  type    = bool
  default = null
}

resource "azurerm_storage_account" "store" {
  name                      = "contosostore"
  shared_access_key_enabled = var.local_auth
}
