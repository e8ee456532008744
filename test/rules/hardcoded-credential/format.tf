locals {
  payments = "Server=tcp:sql-payments.database.windows.net;User ID=app;Password=Contoso-demo-1"
#                                                                               ^^^^^^^^^^^^^^ error[format]
  open     = "Server=tcp:sql-payments.database.windows.net;User ID=app;Password=${var.password}"
  template = "Server=tcp:sql-payments.database.windows.net;User ID=app;Password={your_password};"
  fake     = "Server=localhost;User ID=app;Password=changeme;"
}
