variable "tenant_id" {
  type    = string
  default = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
}

variable "subscription_id" {
  type    = string
  default = "91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46"
}

variable "client_id" {
  description = "payments-terraform"
  type        = string
  default     = "e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61"
}

variable "client_secret" {
  description = "Secret of payments-terraform."
  type        = string
  sensitive   = true
}

variable "repository" {
  type    = string
  default = "contoso/payments"
}
