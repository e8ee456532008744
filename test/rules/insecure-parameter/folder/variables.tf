variable "admin" {
#         ^^^^^ error[printed]
  description = "What the administrator signs in with."
  type        = string
}

variable "github_token" {
#         ^^^^^^^^^^^^ warning(medium)[printed]
  type = string
}

variable "accounts" {
#         ^^^^^^^^ error[printed]
  type = map(string)
}
