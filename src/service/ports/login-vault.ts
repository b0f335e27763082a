/** User name and password of an account elsewhere. Lives in memory only as long as a call needs it. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Keeps logins encrypted. */
export interface LoginVault {
  /** Seals a login under a new id. */
  seal(login: Login): Promise<string>;
  /** Null when there is none (any more). */
  open(loginId: string): Promise<Login | null>;
  erase(loginId: string): Promise<void>;
}
