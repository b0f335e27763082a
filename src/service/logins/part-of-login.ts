import type { Login } from '../ports/login-vault.ts';

/** Whether a user name or password is missing: a new password is often typed alone. */
export const isPart = ({ username, password }: Login): boolean => username.trim() === '' || password === '';

/** What was typed, and what was kept of it where nothing was: “Leave empty to keep it”, as its page says. */
export const completed = (typed: Login | null, kept: Login): Login => ({
  username: typed === null || typed.username.trim() === '' ? kept.username : typed.username,
  password: typed === null || typed.password === '' ? kept.password : typed.password,
});
