variable "sensitive_one" {
  type      = string
  sensitive = true
  default   = "demo"
#             ^^^^^^ error[parameterDefault]
}

variable "client_secret" {
  description = "Secret of the deployer"
  type        = string
  default     = "Contoso-demo-secret-1"
#               ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[parameterDefault]
}

variable "api_token" { default = "Contoso-demo-token-1" }
#                                ^^^^^^^^^^^^^^^^^^^^^^ error(medium)[parameterDefault]

variable "db_password" {
  type = string
  default = <<-EOT
# @ 13-+2:6 error(medium)[parameterDefault]
    Contoso-demo-password-1
  EOT
}
