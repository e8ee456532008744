resource "msgraph_update_resource" "default" {
  url = "policies/defaultAppManagementPolicy"
  body = {
    isEnabled = true
    applicationRestrictions = {
      passwordCredentials = [
        {
          restrictionType = "passwordLifetime"
          state           = "enabled"
          maxLifetime     = "P2Y"
          #                 ^^^^^ warning[allowed]
        },
        {
          restrictionType = "symmetricKeyLifetime"
          state           = "disabled"
          #                 ^^^^^^^^^^ warning[policyOff]
          maxLifetime     = "P90D"
        },
      ]
      keyCredentials = [
        {
          restrictionType = "asymmetricKeyLifetime"
          maxLifetime     = "P3Y"
          #                 ^^^^^ warning[allowed]
        },
      ]
    }
  }
}
