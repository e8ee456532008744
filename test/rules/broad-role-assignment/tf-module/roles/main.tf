variable "principal_id" { type = string }
variable "role" { type = string }
variable "scope" { type = string }

resource "azurerm_role_assignment" "this" {
  principal_id         = var.principal_id
  role_definition_name = var.role
  scope                = var.scope
}
