variable "service_plan_id" {
  type = string
}

variable "settings" {
  type    = map(string)
  default = {}
}
