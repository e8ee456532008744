repository = "contoso/payments"
