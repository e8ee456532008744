partner = "demo"
#         ^^^^^^ error[assignment]
