FROM mcr.microsoft.com/azure-cli
ARG AZURE_CLIENT_SECRET
#   ^^^^^^^^^^^^^^^^^^^ warning[imageSecret]
ENV ARM_CLIENT_SECRET=$AZURE_CLIENT_SECRET
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[imageSecret]
RUN az login --service-principal -u $ID -p $AZURE_CLIENT_SECRET -t $TENANT
#                                       ^^^^^^^^^^^^^^^^^^^^^^^ warning[commandSecret]
COPY .azure/ /root/.azure/
#    ^^^^^^^ information[copiedCredential]
