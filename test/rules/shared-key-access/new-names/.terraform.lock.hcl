provider "registry.terraform.io/hashicorp/azurerm" {
  version = "5.2.0"
}
