FROM docker
ARG PASSWORD
RUN docker login contoso.azurecr.io -u contoso -p "$PASSWORD" && docker pull contoso.azurecr.io/base
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[login]
