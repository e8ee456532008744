variable "partner" {
  type      = string
  sensitive = true
}
