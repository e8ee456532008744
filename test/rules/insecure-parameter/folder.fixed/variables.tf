variable "admin" {
  description = "What the administrator signs in with."
  type        = string
  sensitive   = true
}

variable "github_token" {
  type      = string
  sensitive = true
}

variable "accounts" {
  type      = map(string)
  sensitive = true
}
