import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, gateway } from "./clients";
import { usePages } from "./pages";
import type { Page, ServiceClient, SigningKey } from "./types";

const KEY = ["service-clients"];

export interface NewClient {
  client_id?: string;
  scopes?: string[];
  token_endpoint_auth_method?: string;
  jwks?: object;
  grant_types?: string[];
  org_id?: string;
  app_id?: string;
  redirect_uris?: string[];
  post_logout_redirect_uris?: string[];
}

/** A client as just made; the secret is in this answer alone, where it has one. */
export interface MadeClient {
  client_id: string;
  client_secret?: string;
}

export function useServiceClients() {
  return usePages(KEY, (cursor) =>
    answer<Page<ServiceClient>>(gateway.GET("/api/auth/clients", { params: { query: { cursor } } })),
  );
}

function useChange<A, R>(change: (argument: A) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useCreateClient = () =>
  useChange((body: NewClient) => answer<MadeClient>(gateway.POST("/api/auth/clients", { body: body as never })));

export const useRotateSecret = () =>
  useChange((clientId: string) =>
    answer<MadeClient>(
      gateway.POST("/api/auth/clients/{client_id}/secrets", { params: { path: { client_id: clientId } } }),
    ),
  );

export const useRemoveClient = () =>
  useChange((clientId: string) =>
    answer<undefined>(gateway.DELETE("/api/auth/clients/{client_id}", { params: { path: { client_id: clientId } } })),
  );

export function useSigningKeys() {
  return useQuery({
    queryKey: ["signing-keys"],
    queryFn: () => answer<Page<SigningKey>>(gateway.GET("/api/auth/signing-keys")),
  });
}

export function useRotateKeys() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer<Page<SigningKey>>(gateway.POST("/api/auth/signing-keys/rotate")),
    onSuccess: (keys) => queries.setQueryData(["signing-keys"], keys),
  });
}
