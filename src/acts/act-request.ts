/** One call of an act at the vendor, as data. Which method and path an operation has is the client's to know. */
export interface ActRequest {
  readonly operation:
    | 'createCustomOrder'
    | 'cancelOrder'
    | 'updateDomainRedirect'
    | 'buyPreWarmInboxes'
    | 'buyDomains'
    | 'submitForm'
    | 'updateDomainName'
    | 'createOrder'
    | 'swapSenderName'
    | 'createWorkspace';
  /** What stands in the path. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** JSON; null for a call without a body. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A user name and password, or what stands in their place. */
export interface LoginFields {
  readonly username: string;
  readonly password: string;
}

/** What stands for a login wherever a request is hashed, stored or shown: the id of its sealed copy. */
export const sealedLogin = (loginId: string): LoginFields => ({
  username: `login:${loginId}`,
  password: `login:${loginId}`,
});
