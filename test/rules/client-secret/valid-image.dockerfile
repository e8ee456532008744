FROM mcr.microsoft.com/azure-cli
ARG AZURE_CLIENT_ID
ENV AZURE_TENANT_ID=common
COPY .env.example /app/
RUN az bicep install
