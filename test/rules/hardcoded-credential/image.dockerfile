FROM alpine
ENV AZURE_CLIENT_SECRET=Contoso-demo-secret-1 \
#                       ^^^^^^^^^^^^^^^^^^^^^ error[variable]
    AZURE_CLIENT_ID=app
ARG DB_PASSWORD="Contoso-demo-pass-9"
#                ^^^^^^^^^^^^^^^^^^^ error[variable]
RUN az login --service-principal -u a -p Contoso-demo-secret-2 -t b
#                                        ^^^^^^^^^^^^^^^^^^^^^ error[command]
