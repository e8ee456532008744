variable "sensitive_one" {
  type      = string
  sensitive = true
}

variable "client_secret" {
  description = "Secret of the deployer"
  type        = string
  sensitive   = true
}

variable "api_token" { default = "Contoso-demo-token-1" }

variable "db_password" {
  type = string
  sensitive = true
}
