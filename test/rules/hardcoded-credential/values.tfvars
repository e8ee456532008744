client_secret = "Contoso-demo-secret-1"
#               ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[assignment]
region        = "westeurope"
sql_password  = "Contoso-demo-password-1"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[assignment]
