import AppstoreOutlined from "@ant-design/icons/AppstoreOutlined";
import AuditOutlined from "@ant-design/icons/AuditOutlined";
import ApiOutlined from "@ant-design/icons/ApiOutlined";
import DashboardOutlined from "@ant-design/icons/DashboardOutlined";
import KeyOutlined from "@ant-design/icons/KeyOutlined";
import LaptopOutlined from "@ant-design/icons/LaptopOutlined";
import LoginOutlined from "@ant-design/icons/LoginOutlined";
import TeamOutlined from "@ant-design/icons/TeamOutlined";
import type { ReactNode } from "react";

export const icons: Record<string, ReactNode> = {
  applications: <AppstoreOutlined aria-hidden />,
  sessions: <LaptopOutlined aria-hidden />,
  loginAttempts: <LoginOutlined aria-hidden />,
  audit: <AuditOutlined aria-hidden />,
  health: <DashboardOutlined aria-hidden />,
  clients: <ApiOutlined aria-hidden />,
  signingKeys: <KeyOutlined aria-hidden />,
  administrators: <TeamOutlined aria-hidden />,
};
