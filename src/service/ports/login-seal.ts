import type { Login } from './login-vault.ts';

/** Seals logins into texts that only the key of this app opens. */
export interface LoginSeal {
  /** `boundTo` says what the login is for: the text opens for the same thing only. */
  seal(login: Login, boundTo: string): string;
  /** Throws an `AppError` when the key is another one, or the text or what it is bound to was changed. */
  open(text: string, boundTo: string): Login;
}
