resource "msgraph_update_resource" "default" {
  url = "policies/defaultAppManagementPolicy"
  body = {
    isEnabled = true
    applicationRestrictions = {
      passwordCredentials = [
        {
          restrictionType = "passwordLifetime"
          state           = "enabled"
          maxLifetime     = "P180D"
        },
        {
          restrictionType = "symmetricKeyLifetime"
          state           = "enabled"
          maxLifetime     = "P90D"
        },
      ]
      keyCredentials = [
        {
          restrictionType = "asymmetricKeyLifetime"
          maxLifetime     = "P365D"
        },
      ]
    }
  }
}
