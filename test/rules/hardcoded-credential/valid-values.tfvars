client_secret = ""
sql_password  = "<set by the pipeline>"
secret_name   = "partner-client-secret"
