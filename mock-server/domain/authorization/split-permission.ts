/** The parts of a permission pattern `domain:entity:action`; one that is not there stands for any (GCX `auth_grant_policy.go`). */
export function splitPermission(permission: string): { domain: string; entityName: string; action: string } {
  const [domain = "*", entityName = "*", action = "*"] = permission.split(":");
  return { domain, entityName, action };
}
