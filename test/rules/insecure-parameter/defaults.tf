variable "admin_password" {
  type      = string
  sensitive = true
  default   = "changeme"
#             ^^^^^^^^^^ warning[guessable]
}

variable "token" {
  type      = string
  sensitive = true
  default   = null
}
